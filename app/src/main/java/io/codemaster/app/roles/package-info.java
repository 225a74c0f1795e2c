/** What this process hosts, and what it is made of because of that. */
@NullMarked
package io.codemaster.app.roles;

import org.jspecify.annotations.NullMarked;
