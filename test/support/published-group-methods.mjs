/**
 * What the driver of the published client can do in groups.
 * @param tools `send`, `known` and `plainMessage` of the driver
 */
export const groupMethods = (chat, { TYPES }, { send, known, plainMessage }) => {
  const conversationType = TYPES.CONV_GROUP;
  return {
    sayToGroup: (to, text, more = {}, options = {}) =>
      send(chat.createTextMessage({ to, conversationType, payload: { text }, ...more }), options),
    sayAtInGroup: (to, text, atUserList) =>
      send(chat.createTextAtMessage({ to, conversationType, payload: { text, atUserList } })),
    everyone: () => TYPES.MSG_AT_ALL,
    groupHistory: async (group, nextReqMessageID) => {
      const { data } = await chat.getMessageList({ conversationID: `GROUP${group}`, nextReqMessageID });
      return { ...data, messageList: data.messageList.map(plainMessage) };
    },
    readGroup: group => chat.setMessageRead({ conversationID: `GROUP${group}` }),
    pinGroup: (group, isPinned) => chat.pinConversation({ conversationID: `GROUP${group}`, isPinned }),
    deleteGroupConversation: group => chat.deleteConversation(`GROUP${group}`),
    groupNote: (group, customData) =>
      chat.setConversationCustomData({ conversationIDList: [`GROUP${group}`], customData }),
    pinMessage: (groupID, id, isPinned) => chat.pinGroupMessage({ groupID, message: known(id), isPinned }),
    pinnedMessages: async groupID => {
      const { messageList } = (await chat.getPinnedGroupMessageList(groupID)).data;
      return messageList.map(message => ({ ...plainMessage(message), pinnerInfo: message.pinnerInfo }));
    },
    // Clients that are asked themselves answer by this name.
    answerInvitation: async (id, handleAction, handleMessage) =>
      (
        await chat.callExperimentalAPI('handleGroupInvitation', {
          message: known(id),
          handleAction,
          handleMessage,
        })
      ).data,
    groupList: async () => (await chat.getGroupList()).data.groupList,
    deleteInGroup: ids => chat.deleteMessage(ids.map(known)),
  };
};
