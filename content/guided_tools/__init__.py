"""The guided tools: questions and documents from `data/tools`, and the engine that runs them."""
