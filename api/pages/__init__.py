"""The pages, all without JavaScript or cookies: the chat, the guide, and what site owners need."""

from fastapi import APIRouter

from api.pages import chat, crawlers, guide, house_colour, widget_demo, widget_script, widget_settings
from api.pages.page import static_files
from api.pages.problem import problem_page

router = APIRouter()
for _part in (chat, guide, house_colour, widget_settings, widget_demo, widget_script, crawlers):
    router.include_router(_part.router)

__all__ = ["problem_page", "router", "static_files"]
