t3gen new app . 2>/dev/null
mkdir bin && ln -s "$PYTHON" bin/python
printf '#!/bin/sh\necho v20.20.2\n' > bin/node && chmod +x bin/node
mkdir tools && ln -s "$(command -v git)" tools/git
