"""The editor of the position paper, without its screen: what is edited, stored and shown, as values."""
