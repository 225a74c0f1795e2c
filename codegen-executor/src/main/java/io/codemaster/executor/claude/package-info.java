/** The Claude Code CLI as a child process under full control. */
@NullMarked
package io.codemaster.executor.claude;

import org.jspecify.annotations.NullMarked;
