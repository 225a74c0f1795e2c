/** What the agent prints: drained at once, split into lines, freed of secrets, handed on in batches. */
@NullMarked
package io.codemaster.executor.claude.output;

import org.jspecify.annotations.NullMarked;
