/** Runs of the agent that only read and answer in a fixed form. */
@NullMarked
package io.codemaster.executor.inspection;

import org.jspecify.annotations.NullMarked;
