"""Setting up, serving and deploying the assistant."""
