"""Turns the document that a guided tool ends in into a file: Word (`docx.py`) or accessible PDF (`pdf.py`).

A document (`contract/documents.py`) holds every word that is shown; a renderer adds none.
"""

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCUMENT_TYPES = (DOCX, PDF)
"""The kinds of file that a document can be had as, in the order they are offered."""
