"""What the door tells of itself, without what anybody typed: figures, spans, and the number of a request.

Nothing else in the door knows prometheus-client or OpenTelemetry.
"""
