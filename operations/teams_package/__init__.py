"""The app that an administrator adds to Teams: its manifest and its icons, in one file."""
