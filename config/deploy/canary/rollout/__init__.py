"""The roll-out of a new version behind nginx. docs/rollout.md describes it.

cli       the commands: starting runs a roll-out, beside reaches a running one
judge     figures of both versions in, a decision out: no clock, no file, no network
counting  what counters say between two times
figures   asks Prometheus, and makes figures of the answers
share     the text of the file that divides the users
nginx     writes that file and lets nginx adopt it
state     what must survive the program's end
runner    the loop
"""
