"""The room's side of the wire: sends the saved session to the server, on a thread of its own."""
