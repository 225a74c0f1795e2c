/** Processes of the agent: started so that none of their descendants escapes, ended so that none is left. */
@NullMarked
package io.codemaster.executor.claude.process;

import org.jspecify.annotations.NullMarked;
