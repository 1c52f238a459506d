"""What is taken along without the tool: cue sheets to read or to print, and the plan as a calendar."""
