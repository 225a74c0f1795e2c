/** The contract of users: who they are and which role they play on the platform. */
@NullMarked
package io.codemaster.api.identity;

import org.jspecify.annotations.NullMarked;
