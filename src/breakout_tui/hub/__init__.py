"""The server of the displays: keeps a copy of the room's session, and shows it in browsers."""
