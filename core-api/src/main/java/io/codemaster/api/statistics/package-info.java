/** What the work amounts to: figures over time, a team's board, and what waits for whom. */
@NullMarked
package io.codemaster.api.statistics;

import org.jspecify.annotations.NullMarked;
