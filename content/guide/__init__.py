"""The guide: its chapters and topics, reading and searching them."""
