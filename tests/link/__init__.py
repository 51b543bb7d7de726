"""The room's side of the wire, over real sockets."""
