"""The magnetic Rashba gas: a figure of arXiv:1610.06541."""
