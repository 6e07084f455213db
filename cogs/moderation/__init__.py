"""Reports of pictures, which reach a server's moderators."""
