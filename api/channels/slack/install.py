"""Puts the assistant in a workspace, by OAuth: the page that begins it, and the one that Slack leads back to."""

from __future__ import annotations

import html
import logging
import re

from fastapi import APIRouter, Request, Response
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from api.channels.channel import NotSent
from api.channels.slack.client import SlackApi, failures_of
from api.channels.slack.installations import Installations, OAuthStates
from api.channels.slack.scopes import SCOPES
from api.channels.slack.settings import CALLBACK_PATH, INSTALL_PATH, SlackSettings
from api.channels.texts import ChannelTexts
from content.live import LiveContent

logger = logging.getLogger(__name__)

_HTML = {"Content-Type": "text/html; charset=utf-8"}
_UNREACHABLE = 502


def install_routes(
    settings: SlackSettings, content: LiveContent, api: SlackApi, installations: Installations, states: OAuthStates
) -> APIRouter:
    """The two pages; whoever opens the first still needs the right to install an app in the workspace."""
    router = APIRouter(include_in_schema=False)
    flow = _Flow(settings, content, api, installations, states)

    @router.get(INSTALL_PATH)
    async def install(request: Request) -> Response:
        return to_starlette_response(await flow.handle_installation(to_async_bolt_request(request, b"")))

    @router.get(CALLBACK_PATH)
    async def callback(request: Request) -> Response:
        try:
            with failures_of("an installation"):
                return to_starlette_response(await flow.handle_callback(to_async_bolt_request(request, b"")))
        except NotSent as error:
            logger.warning("An installation in Slack failed: %s", error)
            return Response(_page(content, "niet_geinstalleerd"), _UNREACHABLE, _HTML)

    return router


class _Flow(AsyncOAuthFlow):
    """Bolt's, with pages of our own: theirs are in English, and load a picture from elsewhere."""

    def __init__(
        self,
        settings: SlackSettings,
        content: LiveContent,
        api: SlackApi,
        installations: Installations,
        states: OAuthStates,
    ) -> None:
        async def success(args: AsyncSuccessArgs) -> BoltResponse:
            logger.info("The assistant was installed in a Slack workspace")
            return self._answer("geinstalleerd", 200)

        async def failure(args: AsyncFailureArgs) -> BoltResponse:
            logger.warning("An installation in Slack failed: %s", re.sub("[^a-z_]", "", args.reason)[:40])
            return self._answer("niet_geinstalleerd", args.suggested_status_code)

        quiet = logging.getLogger("slack_bolt.OAuth")
        quiet.setLevel(logging.ERROR)  # below it, the code of an installation is logged
        super().__init__(
            client=api.client(),
            logger=quiet,
            settings=AsyncOAuthSettings(
                client_id=settings.client_id,
                client_secret=settings.client_secret,
                scopes=list(SCOPES),
                user_scopes=[],
                redirect_uri=settings.public_url + CALLBACK_PATH,
                install_path=INSTALL_PATH,
                redirect_uri_path=CALLBACK_PATH,
                authorization_url=settings.authorize_url,
                callback_options=AsyncCallbackOptions(success, failure),
                installation_store=installations,
                state_store=states,
                logger=quiet,
            ),
        )
        self._content = content

    async def build_install_page_html(self, url: str, request: AsyncBoltRequest) -> str:
        """A page with a link: the door's own headers let no redirect leave the site."""
        return _page(self._content, "installeren", url)

    def _answer(self, text: str, status: int) -> BoltResponse:
        cookie = self.settings.state_utils.build_set_cookie_for_deletion()
        return BoltResponse(status=status, body=_page(self._content, text), headers={**_HTML, "Set-Cookie": cookie})


def _page(content: LiveContent, text: str, address: str = "") -> str:
    words = ChannelTexts(content.current.texts, "slack")
    told = html.escape(words.own(text))
    link = f'<p><a href="{html.escape(address)}">{html.escape(words.own("installeren_knop"))}</a></p>'
    return (
        '<!doctype html><html lang="nl"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{told}</title><main><h1>{told}</h1>{link if address else ''}</main></html>"
    )
