"""Decision records, and the engines that made them."""
