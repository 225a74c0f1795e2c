/** Decides whether there is money for the agents, and keeps what they have cost. */
@NullMarked
package io.codemaster.command.budget;

import org.jspecify.annotations.NullMarked;
