"""What the embedded PostgreSQL is told: its settings and its doors, rewritten at each start."""

SETTINGS = """\
# Written by Muster whenever it starts this server. Your own settings go into local.conf beside it.
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 128MB
work_mem = 16MB
maintenance_work_mem = 128MB
random_page_cost = 1.1
jit = off

# An acknowledged fact survives a power cut.
fsync = on
synchronous_commit = on
full_page_writes = on
wal_compression = on
max_wal_size = 2GB

timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
client_encoding = 'UTF8'

# A week of logs, with no statements, values or rows in them.
logging_collector = on
log_directory = 'log'
log_filename = 'postgresql-%a.log'
log_truncate_on_rotation = on
log_rotation_age = 1d
log_rotation_size = 0
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
"""

LOCAL_SETTINGS = "# Your own settings; they are read last, and Muster leaves this file alone.\n"

DOORS = """\
# Written by Muster. Only the socket, and the socket's folder is private.
local all all trust
"""
