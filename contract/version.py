"""The version of what the door and Rasa say to each other; a model of another version is trained anew."""

CONTRACT_VERSION = 2
"""1 had Dutch and English names mixed; it is still read (see `contract.former`)."""
