"""Property tests: each class quotes a rule of the design, each method is one law derived from it."""
