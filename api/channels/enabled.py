"""Which channels the settings turn on: those of which nothing is missing; half a set stops the start."""

from __future__ import annotations

from collections.abc import Iterator

from api.settings import Settings, SettingsError, variable


def enabled_channels(settings: Settings) -> tuple[str, ...]:
    """The names of the channels that are on; SettingsError that names what is missing, or is too much."""
    return (*_slack(settings), *_teams(settings))


def _slack(settings: Settings) -> Iterator[str]:
    one = ("slack_bot_token",)
    several = ("slack_client_id", "slack_client_secret")
    given = _given(settings, "slack_signing_secret", *one, *several)
    if not given:
        return
    if given & set(one) and given & set(several):
        raise SettingsError(
            f"{variable(*one)} is for one workspace and {variable(several[0])} for several: set one of the two."
        )
    names = one if given & set(one) else several
    hint = (
        ""
        if given & set(names)
        else f" For one workspace {variable(*one)} will do in the place of client id and secret."
    )
    _need(settings, "Slack", "slack_signing_secret", *names, "public_url", hint=hint)
    yield "slack"


def _teams(settings: Settings) -> Iterator[str]:
    names = ("teams_client_id", "teams_client_secret", "teams_tenant_id")
    if not _given(settings, *names):
        return
    _need(settings, "Teams", *names, "public_url")
    yield "teams"


def _need(settings: Settings, channel: str, *names: str, hint: str = "") -> None:
    given = _given(settings, *names)
    missing = [variable(name) for name in names if name not in given]
    if missing:
        raise SettingsError(
            f"{channel} is set up by half: {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing. "
            f"Set what is missing, or none that is for {channel}.{hint}"
        )


def _given(settings: Settings, *names: str) -> set[str]:
    """Those that are set; a secret that is empty has no length."""
    return {name for name in names if getattr(settings, name)}
