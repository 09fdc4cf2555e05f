// Loaded first into every process of a stack: when its starter is gone, however that ended, the process ends too.
const end = () => process.kill(process.pid, 'SIGTERM');

if (process.connected) process.once('disconnect', end);
else end();
