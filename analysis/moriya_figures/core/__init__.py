"""What every model's figures and statements are made of."""
