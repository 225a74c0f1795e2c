/** What may be spent on the agents, and what was. */
@NullMarked
package io.codemaster.api.budget;

import org.jspecify.annotations.NullMarked;
