"""The rules of 说议办评晒: pure Python, no framework, no clock, no input or output."""
