"""The pages, all without JavaScript or cookies: the chat, the guide, the municipalities, privacy."""

from fastapi import APIRouter, Depends

from api.limits.requests import count_request
from api.pages import chat, crawlers, guide, house_colour, municipality, privacy
from api.pages.page import static_files
from api.pages.problem import problem_page

router = APIRouter()
router.include_router(chat.asking)
for _part in (chat, guide, municipality, privacy, house_colour, crawlers):
    router.include_router(_part.router, dependencies=[Depends(count_request)])

__all__ = ["problem_page", "router", "static_files"]
