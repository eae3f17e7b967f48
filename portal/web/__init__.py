"""The faces of the portal: public, kiosk and office. Rooms never import each other."""
