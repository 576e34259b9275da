"""`python -m operations.trial.slack MODEL`: the assistant, in a Slack of its own on this machine.

The conversations stand in a folder of their own, `var/slack-proef`.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import signal
import sys
from asyncio.subprocess import Process

import httpx
import uvicorn

from content.paths import ROOT
from operations.trial.slack.client import page_of
from operations.trial.slack.platform import NotInstalled, Platform

PORT = int(os.environ.get("SLACK_PROEF_PORT", "8011"))
URL = f"http://127.0.0.1:{PORT}/"
CLIENT_ID = "proef.zakboek"
SECONDS_BETWEEN_LOOKS = 1.0


def environment(signing_secret: str, client_secret: str) -> dict[str, str]:
    """What the assistant reads: Slack is the stand-in, and nothing goes to Slack."""
    port = os.environ.get("ZAKBOEK_PORT", "8000")
    return {
        **os.environ,
        "ZAKBOEK_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "ZAKBOEK_VAR_DIR": os.environ.get("ZAKBOEK_VAR_DIR", str(ROOT / "var" / "slack-proef")),
        "ZAKBOEK_SLACK_SIGNING_SECRET": signing_secret,
        "ZAKBOEK_SLACK_CLIENT_ID": CLIENT_ID,
        "ZAKBOEK_SLACK_CLIENT_SECRET": client_secret,
        "ZAKBOEK_SLACK_API_URL": f"{URL}api/",
    }


async def install(platform: Platform, assistant: Process) -> None:
    """Put the assistant in the workspace, once it is there."""
    while assistant.returncode is None:
        try:
            await platform.install()
        except (httpx.HTTPError, NotInstalled):
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
        else:
            print(f"The assistant is in Slack: talk with it at {URL}", flush=True)
            return


async def serve(model: str) -> int:
    """Serve until Ctrl-C, or until the assistant ends; its exit code."""
    signing_secret, client_secret = secrets.token_hex(16), secrets.token_hex(16)
    settings = environment(signing_secret, client_secret)
    async with httpx.AsyncClient(base_url=settings["ZAKBOEK_PUBLIC_URL"], timeout=30) as client:
        platform = Platform(URL, client, signing_secret, CLIENT_ID, client_secret)
        platform.app.include_router(page_of(platform))
        server = uvicorn.Server(
            uvicorn.Config(
                platform.app,
                host="127.0.0.1",
                port=PORT,
                log_level="warning",
                lifespan="off",
                timeout_graceful_shutdown=1,
            )
        )
        assistant = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "operations.serve", model, env=settings, cwd=ROOT
        )
        print(f"Slack is at {URL}, with the assistant in it once that has started", flush=True)
        serving, installing = asyncio.create_task(server.serve()), asyncio.create_task(install(platform, assistant))
        ending = asyncio.create_task(assistant.wait())
        try:
            await asyncio.wait([serving, ending], return_when=asyncio.FIRST_COMPLETED)
        finally:
            platform.close()
            server.should_exit = True
            if assistant.returncode is None:
                assistant.terminate()
            installing.cancel()
            await asyncio.gather(serving, installing, ending, return_exceptions=True)
    return max(assistant.returncode or 0, 0)  # one that was ended from here ended well


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # it ends as by Ctrl-C, and the assistant with it
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(asyncio.run(serve(sys.argv[1])))
