t3gen new app . 2>/dev/null
mkdir -p resources .t3gen/journal
printf 'resource: Post\nfields: {title: string}\n' > resources/post.yaml
printf '{"entries": [], "made": []}' > .t3gen/journal/list.json
