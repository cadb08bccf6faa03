"""Services to families: what there is, where, for how many, and how fresh that knowledge is.

What is known by a number alone stays apart (`Denombrement`): it is counted, never drawn.
"""
