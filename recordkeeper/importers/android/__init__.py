"""What Android phones keep of messages and calls, as two apps write it down."""
