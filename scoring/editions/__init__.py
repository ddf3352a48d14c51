"""What an edition is, how it is loaded and checked, and the tools of those who write one."""
