"""The confirmed commitments as a typed, versioned file; so far: the draft that a reading proposes."""
