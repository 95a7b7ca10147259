"""Action, improvement, programme and risk plans: what their columns, titles and rows mean."""
