"""The three families of kinds, told apart by colour: what is measured, what is done, what is paid."""

from luoshi.commitments.nodes import Kind

FAMILIES = {
    Kind.TARGET: "measure",
    Kind.DUTY: "act",
    Kind.REWARD: "money",
    Kind.STACKING: "money",
    Kind.REGISTER: "act",
    Kind.PROCEDURE: "act",
    Kind.DEADLINE: "measure",
}
