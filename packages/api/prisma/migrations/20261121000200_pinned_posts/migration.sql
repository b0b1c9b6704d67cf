-- A feed's first page asks for its few pinned posts: without this it would walk through all of the project's posts.
CREATE INDEX post_pinned ON post (project_id, created_at DESC, id DESC) WHERE pinned AND deleted_at IS NULL;
