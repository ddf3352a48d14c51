"""The company's room: what it answers, declares and hands in; facts and lookup, which every room reads."""
