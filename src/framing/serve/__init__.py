"""Report pages made when somebody asks for them, over tables of any size, for a browser on this machine."""
