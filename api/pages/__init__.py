"""The page at `/`: ask and read answers with plain forms, without JavaScript or cookies."""

from api.pages.chat import router, static_files

__all__ = ["router", "static_files"]
