"""Run by Alembic: migrates over the connection that ``migrating`` hands over."""

from alembic import context

from engine.project.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
context.run_migrations()
