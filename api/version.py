"""The version of the API and of the assistant, by semantic versioning."""

VERSION = "0.1.0"
