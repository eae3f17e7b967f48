"""议事亭: a portal through which a neighbourhood settles its affairs in public."""
