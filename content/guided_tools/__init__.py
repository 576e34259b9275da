"""The guided tools: questions and documents from `data/live/tools`, and the engine that runs them."""
