t3gen new app . 2>/dev/null
chmod 555 .
