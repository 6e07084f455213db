"""The database and the folders of pictures: checked, copied and upgraded at start."""
