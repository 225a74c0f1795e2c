/** Runs of the agent that only read and answer in a fixed form: the analysis of a repository, the review of a change. */
@NullMarked
package io.codemaster.api.inspection;

import org.jspecify.annotations.NullMarked;
